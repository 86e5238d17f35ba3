# 250 MHz, as the design says.
create_clock -name aclk -period 4.000 [get_ports aclk]
set_property HD.CLK_SRC BUFGCTRL_X0Y0 [get_ports aclk]
