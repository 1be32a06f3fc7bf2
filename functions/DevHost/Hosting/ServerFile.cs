using System.Diagnostics;
using System.Text.Json;

namespace Tallystick.DevHost.Hosting;

/// <summary>Tells other processes where the server of a data directory answers: <c>server.json</c>, from its start to its stop.</summary>
/// <param name="Url">Where it answers.</param>
/// <param name="Pid">Its process.</param>
public sealed record ServerFile(Uri Url, int Pid)
{
    private const string FileName = "server.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Says that this process serves the directory.</summary>
    public static void Write(string directory, Uri url) =>
        SecretFile.Write(PathIn(directory), JsonSerializer.Serialize(new ServerFile(url, Environment.ProcessId), Json));

    /// <summary>Says that nobody does.</summary>
    public static void Delete(string directory) => File.Delete(PathIn(directory));

    /// <summary>The server of the directory; null where there is none. A file that a killed process has left behind is none.</summary>
    public static ServerFile? Find(string directory)
    {
        try
        {
            var found = JsonSerializer.Deserialize<ServerFile>(File.ReadAllText(PathIn(directory)), Json);
            return found is { Url: not null } && IsRunning(found.Pid) ? found : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    private static string PathIn(string directory) => Path.Combine(directory, FileName);

    private static bool IsRunning(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
