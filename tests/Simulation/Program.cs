using Tallystick.Tests.Simulation.Runs;

return SimulateCommand.Run(args, Console.Out);
