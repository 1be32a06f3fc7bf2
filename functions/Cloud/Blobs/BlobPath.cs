using Tallystick.Core.Blobs;

namespace Tallystick.Cloud.Blobs;

/// <summary>
/// The path of a blob in its container: its name, where no part of that ends with a dot, which the service advises against
/// (https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata). <c>~</c> stands behind such a dot, and
/// twice for itself, so that no two names share a path.
/// </summary>
internal static class BlobPath
{
    /// <summary>The path; at most 1,024 characters, as the service allows.</summary>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public static string Of(string name)
    {
        BlobName.Check(name);
        var path = name.Replace("~", "~~", StringComparison.Ordinal).Replace("./", ".~/", StringComparison.Ordinal);
        return path.EndsWith('.') ? path + "~" : path;
    }
}
