using System.Text.Json;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>Reads a price model as the API has it: <c>{"model": "standard", "properties": {"unitPrice": "0.001"}}</c>.</summary>
public static class PriceModelReader
{
    /// <summary>
    /// The model; or a refusal that names the fields: <c>UNSUPPORTED_MODEL</c>, <c>INVALID_PRICE</c>, <c>UNKNOWN_PROPERTY</c>, and what the model says of its
    /// <see cref="PriceModel.Errors">numbers</see>.
    /// </summary>
    /// <param name="model">The model's name.</param>
    /// <param name="properties">What the model needs; decimals as strings or numbers.</param>
    /// <param name="path">Where both stand in the request, for example <c>prices[0]</c>; empty at the top.</param>
    public static Result<PriceModel> Read(string? model, JsonElement properties, string path = "")
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        var reader = new PriceProperties(properties, prefix + "properties.");
        PriceModel? read = model switch
        {
            StandardPrice.Model => StandardPrice.Read(reader),
            GraduatedPrice.Model => GraduatedPrice.Read(reader),
            VolumePrice.Model when reader.Has("default") && !reader.Has("tiers") => LinearVolumePrice.Read(reader),
            VolumePrice.Model => VolumePrice.Read(reader),
            LinearVolumePrice.Model => LinearVolumePrice.Read(reader),
            PackagePrice.Model => PackagePrice.Read(reader),
            PercentagePrice.Model => PercentagePrice.Read(reader),
            MatrixPrice.Model => MatrixPrice.Read(reader),
            DynamicPrice.Model => DynamicPrice.Read(reader),
            _ => null,
        };
        if (read is null)
        {
            return Refusal.Invalid(
                prefix + "model",
                $"The model is none of: {StandardPrice.Model}, {GraduatedPrice.Model}, {VolumePrice.Model}, {LinearVolumePrice.Model}, {PackagePrice.Model}, "
                    + $"{PercentagePrice.Model}, {MatrixPrice.Model}, {DynamicPrice.Model}.",
                "UNSUPPORTED_MODEL");
        }

        // Rules are asked of what could be read: the rest has a number in its place that nobody gave.
        List<FieldError> errors = [.. reader.Errors.Count > 0 ? reader.Errors : read.Errors(reader.Path), .. reader.Unknown()];
        return errors.Count > 0 ? Refusal.Invalid(errors) : read;
    }
}
