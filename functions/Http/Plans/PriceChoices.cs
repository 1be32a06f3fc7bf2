using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Prices;

namespace Tallystick.Http.Plans;

/// <summary>Reads what stands for a price in a plan: the id of one, or one to be made.</summary>
internal static class PriceChoices
{
    public static PriceChoice Read(Check check, string path, JsonElement element, IIdSource ids, Instant now)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return new PriceChoice(path, check.Id<Price>(path, element.GetString()), null);
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            check.Fail(path, "The id of a price or a price is expected.", "WRONG_TYPE");
            return new PriceChoice(path, default, null);
        }

        try
        {
            var request = element.Deserialize<PriceRequest>(HttpJson.Requests)!;
            return new PriceChoice(path, default, request.ToPrice(check.Within(path), ids, now));
        }
        catch (JsonException exception)
        {
            check.Within(path).Take<PriceChoice>(JsonBody.Explain(exception));
            return new PriceChoice(path, default, null);
        }
    }
}
