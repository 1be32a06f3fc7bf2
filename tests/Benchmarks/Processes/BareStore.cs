using System.Text.Json;
using Tallystick.Tests.Benchmarks.Services;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>The file of <see cref="BareService"/>: the bodies of requests, one after the other.</summary>
internal sealed class BareStore : IStore
{
    private readonly TemporaryDirectory directory = new();

    internal string Path => $"{directory.Path}/bodies";

    /// <inheritdoc/>
    public double CpuSeconds => double.NaN;

    /// <inheritdoc/>
    public async Task<long> CountAsync()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var bodies = await File.ReadAllBytesAsync(Path);
        var reader = new Utf8JsonReader(bodies, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8) && reader.Read())
            {
                ids.Add(reader.GetString()!);
            }
        }

        return ids.Count;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
