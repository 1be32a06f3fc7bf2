namespace Tallystick.Tests.EndToEnd.BadInput;

/// <summary>Spoilt requests of other systems' clients. One bad event refuses all: their answers have no room for single ones.</summary>
internal static class PeerCases
{
    private static readonly Template Dodo = new("/events/ingest", """
        {"events":[{"event_id":"1","customer_id":"$customer","event_name":"run"},{"event_id":"2","customer_id":"$customer2","event_name":"run"}]}
        """);

    private static readonly Template Flexprice = new("/v1/events", """
        {"event_id":"1","external_customer_id":"$customer","event_name":"run","properties":{"seconds":"1"}}
        """);

    private static readonly Template FlexpriceBulk = new("/v1/events/bulk", """
        {"events":[{"event_id":"1","external_customer_id":"$customer","event_name":"run"}]}
        """);

    private static readonly Template OpenMeter = new(
        "/api/v1/events",
        """
        [{"specversion":"1.0","id":"1","source":"s","type":"run","subject":"$customer"},{"specversion":"1.0","id":"2","source":"s","type":"run","subject":"$customer2"}]
        """,
        "application/cloudevents-batch+json");

    public static IEnumerable<BadRequest> All =>
    [
        Dodo.Whole("no JSON", "}", "MALFORMED_JSON"),
        Dodo.Whole("no events", "{\"events\":[]}", "EMPTY", "events"),
        Dodo.Whole("no list", "{}", "REQUIRED", "events"),
        Dodo.Whole("a list", "[]", "REQUIRED", "events"),
        Dodo.Whole("1,001 events", $"{{\"events\":[{string.Join(',', Enumerable.Repeat("{}", 1001))}]}}", "TOO_MANY", "events"),
        Dodo.With("an event without a key", "\"event_id\":\"2\",", "", "REQUIRED", "events[1].event_id"),
        Dodo.With("an event without a name", "\"$customer2\",\"event_name\":\"run\"", "\"$customer2\"", "REQUIRED", "events[1].event_name"),
        Dodo.With("metadata that is a text", "{\"event_id\":\"2\"", "{\"metadata\":\"m\",\"event_id\":\"2\"", "WRONG_TYPE", "events[1].metadata"),
        Dodo.With("a timestamp without an offset", "{\"event_id\":\"2\"", "{\"timestamp\":\"2026-01-31T12:00:00\",\"event_id\":\"2\"", "INVALID_TIMESTAMP", "events[1].timestamp"),
        Dodo.With("a timestamp of 36 days ago", "{\"event_id\":\"2\"", "{\"timestamp\":\"$past\",\"event_id\":\"2\"", "TIMESTAMP_OUT_OF_RANGE", "events[1].timestamp"),
        Flexprice.With("no customer", "\"external_customer_id\":\"$customer\",", "", "REQUIRED", "external_customer_id"),
        Flexprice.With("no name", "\"event_name\":\"run\",", "", "REQUIRED", "event_name"),
        Flexprice.With("a key that is a number", "\"event_id\":\"1\"", "\"event_id\":1", "WRONG_TYPE", "event_id"),
        Flexprice.With("properties that are a list", "{\"seconds\":\"1\"}", "[]", "WRONG_TYPE", "properties"),
        FlexpriceBulk.With("a customer that is null", "\"$customer\"", "null", "REQUIRED", "events[0].external_customer_id"),
        OpenMeter.Whole("no events", "[]", "EMPTY", ""),
        OpenMeter.Whole("a text", "\"run\"", "WRONG_TYPE", "specversion"),
        OpenMeter.With("an event without a subject", ",\"subject\":\"$customer2\"", "", "REQUIRED", "[1].subject"),
        OpenMeter.With("an event without an id", "\"id\":\"2\",", "", "REQUIRED", "[1].id"),
    ];
}
