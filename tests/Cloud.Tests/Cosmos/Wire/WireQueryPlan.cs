namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

internal static class WireQueryPlan
{
    public static HttpResponseMessage Answer(WireRequest call) => throw new NotSupportedException("plan " + System.Text.Encoding.UTF8.GetString(call.Body));
}
