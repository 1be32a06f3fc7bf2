using System.Data.Common;
using System.Text.Json;
using Tallystick.DevHost.Client;
using Tallystick.Local;

namespace Tallystick.DevHost.Hosting;

/// <summary>Opens data directories, and tells in a sentence why one cannot be opened.</summary>
internal static class DataDirectory
{
    /// <summary>Refuses a directory that is no data directory: a command that only looks must not make one where a name was mistyped.</summary>
    /// <exception cref="CommandFailedException">It is none.</exception>
    internal static void Demand(string directory)
    {
        if (!File.Exists(Path.Combine(directory, "format.json")))
        {
            throw new CommandFailedException($"{Path.GetFullPath(directory)} is no data directory.");
        }
    }

    /// <summary>Opens a directory, or makes it.</summary>
    /// <exception cref="IOException">It is in use by another process.</exception>
    /// <exception cref="InvalidDataException">It is something else, or damaged.</exception>
    internal static LocalBackend Open(string directory, TimeProvider time, LocalOptions? options = null)
    {
        try
        {
            return LocalBackend.Open(directory, options ?? new LocalOptions(), time);
        }
        catch (Exception exception) when (exception is DbException or JsonException)
        {
            throw new InvalidDataException(
                $"The data directory {Path.GetFullPath(directory)} is damaged; restore it from a backup. ({exception.Message})", exception);
        }
    }
}
