using Accel.Cli;

return AccelProgram.Run(args);
