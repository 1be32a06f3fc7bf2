using System.Text;
using Tallystick.Core.Tenancy;
using Tallystick.Http.Security;

namespace Tallystick.DevHost.Hosting;

/// <summary>The operator's key: given by the environment, or made at the first start and kept beside the data for its owner alone.</summary>
/// <param name="Key">The key.</param>
/// <param name="IsNew">True where it was made at this start.</param>
public sealed record OperatorKeyFile(string Key, bool IsNew)
{
    private const string FileName = "operator.key";

    /// <summary>The given key, or the one that is kept, or a new one.</summary>
    internal static OperatorKeyFile Open(string directory, string? given)
    {
        var path = Path.Combine(directory, FileName);
        if (given is not null || File.Exists(path))
        {
            return new OperatorKeyFile(given ?? File.ReadAllText(path).Trim(), IsNew: false);
        }

        var key = OperatorKey.Create(new CryptographicSecrets());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(key + "\n"));
        file.Flush(flushToDisk: true);
        return new OperatorKeyFile(key, IsNew: true);
    }
}
