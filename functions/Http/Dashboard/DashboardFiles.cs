using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Tallystick.Http.Dashboard;

/// <summary>The pages as they were built, read once and kept: some hundred kilobytes.</summary>
/// <param name="settings">Where it is.</param>
internal sealed class DashboardFiles(DashboardSettings settings)
{
    private readonly Lazy<FrozenDictionary<string, DashboardFile>> files = new(() => Read(settings.Directory));

    /// <summary>A file by its path; null where there is none, as where the pages were not built.</summary>
    internal DashboardFile? Find(string path) => files.Value.GetValueOrDefault(path);

    private static FrozenDictionary<string, DashboardFile> Read(string directory) =>
        (Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories) : [])
            .ToFrozenDictionary(path => Path.GetRelativePath(directory, path).Replace('\\', '/'), ReadFile, StringComparer.Ordinal);

    private static DashboardFile ReadFile(string path)
    {
        var plain = File.ReadAllBytes(path);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(plain);
        }

        return new DashboardFile(ContentTypeOf(path), plain, compressed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(plain)));
    }

    private static string ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
