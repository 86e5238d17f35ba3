# @CLOCK@
create_clock -name aclk -period @PERIOD@ [get_ports aclk]
set_property HD.CLK_SRC BUFGCTRL_X0Y0 [get_ports aclk]
