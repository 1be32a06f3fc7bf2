using Tallystick.Core.Tenancy;
using Tallystick.Http.Security;

namespace Tallystick.DevHost.Hosting;

/// <summary>The operator's key: given by the environment, or made at the first start and kept beside the data for its owner alone.</summary>
/// <param name="Key">The key.</param>
/// <param name="IsNew">True where it was made at this start.</param>
public sealed record OperatorKeyFile(string Key, bool IsNew)
{
    private const string FileName = "operator.key";

    /// <summary>The key that is kept in a directory; null where there is none.</summary>
    public static string? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    /// <summary>The given key, or the one that is kept, or a new one.</summary>
    /// <exception cref="InvalidDataException">The key is too short to be safe.</exception>
    internal static OperatorKeyFile Open(string directory, string? given)
    {
        if ((given ?? Read(directory)) is { } known)
        {
            return known.Length >= OperatorKey.MinLength
                ? new OperatorKeyFile(known, IsNew: false)
                : throw new InvalidDataException(
                    $"The operator's key {(given is null ? $"in {Path.Combine(directory, FileName)} " : "")}needs at least {OperatorKey.MinLength} characters.");
        }

        var key = OperatorKey.Create(new CryptographicSecrets());
        SecretFile.Write(Path.Combine(directory, FileName), key + "\n");
        return new OperatorKeyFile(key, IsNew: true);
    }
}
