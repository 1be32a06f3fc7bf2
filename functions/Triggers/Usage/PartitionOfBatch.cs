using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Tallystick.Triggers.Usage;

/// <summary>Which partition a batch of events is from. The host tells it beside the events, as JSON.</summary>
internal static class PartitionOfBatch
{
    private const string PartitionContext = "PartitionContext";
    private const string PartitionId = "PartitionId";

    /// <exception cref="InvalidOperationException">The host tells nothing of the kind.</exception>
    public static int Read(BindingContext binding)
    {
        var told = binding.BindingData.FirstOrDefault(pair => string.Equals(pair.Key, PartitionContext, StringComparison.OrdinalIgnoreCase)).Value;
        return told is not null
            && JsonElement.Parse($"{told}").TryGetProperty(PartitionId, out var id)
            && int.TryParse(id.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
                ? partition
                : throw new InvalidOperationException($"The host does not tell the batch's partition: {PartitionContext} is '{told}'.");
    }
}
