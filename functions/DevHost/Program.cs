using Tallystick.DevHost.Commands;

return await TallyCommand.RunAsync(args, Console.Out, Console.Error);
