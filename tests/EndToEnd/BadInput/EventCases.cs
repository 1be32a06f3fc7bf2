namespace Tallystick.Tests.EndToEnd.BadInput;

/// <summary>Spoilt events, in our shape and as CloudEvents.</summary>
internal static class EventCases
{
    private static readonly Template Event = new("/v0/events", """
        {"type":"run","source":"s","subject":"$customer","idempotencyKey":"k","data":{"seconds":1}}
        """);

    private static readonly Template Cloud = new(
        "/v0/events",
        """
        {"specversion":"1.0","id":"1","source":"/s","type":"run","subject":"$customer","data":{"seconds":1}}
        """,
        "application/cloudevents+json");

    private static readonly Template CloudBatch = new("/v0/events", "[]", "application/cloudevents-batch+json");

    public static IEnumerable<BadRequest> All =>
    [
        Event.Whole("nothing", "", "BODY_MISSING"),
        Event.Whole("no JSON", "run", "MALFORMED_JSON"),
        Event.With("no type", "\"type\":\"run\",", "", "REQUIRED", "type"),
        Event.With("a type of 129 characters", "\"run\"", $"\"{new string('t', 129)}\"", "TOO_LONG", "type"),
        Event.With("a type that is a list", "\"run\"", "[]", "WRONG_TYPE", "type"),
        Event.With("a type with a line break", "\"run\"", @"""run\n""", "CONTROL_CHARACTER", "type"),
        Event.With("no source", "\"source\":\"s\",", "", "REQUIRED", "source"),
        Event.With("no subject", "\"subject\":\"$customer\",", "", "REQUIRED", "subject"),
        Event.With("two subjects", "\"source\"", "\"externalSubject\":\"ada\",\"source\"", "REQUIRED", "subject"),
        Event.With("another merchant's customer", "$customer", "$otherCustomer", "CUSTOMER_NOT_FOUND", "subject", 404),
        Event.With("no data", ",\"data\":{\"seconds\":1}", "", "REQUIRED", "data"),
        Event.With("data that is a text", "{\"seconds\":1}", "\"seconds\"", "WRONG_TYPE", "data"),
        Event.With("data that nests deeper than 32", "{\"seconds\":1}", Deep(40), "MALFORMED_JSON", null),
        Event.With("data with a member twice", "{\"seconds\":1}", "{\"seconds\":1,\"seconds\":2}", "DUPLICATE_MEMBER", "data.seconds"),
        Event.With("data with half a surrogate pair", "{\"seconds\":1}", @"{""seconds"":""\ud800""}", "INVALID_TEXT", "data"),
        Event.With("a timestamp without an offset", "\"source\"", "\"timestamp\":\"2026-01-31T12:00:00\",\"source\"", "INVALID_TIMESTAMP", "timestamp"),
        Event.With("a timestamp ahead", "\"source\"", "\"timestamp\":\"$future\",\"source\"", "TIMESTAMP_OUT_OF_RANGE", "timestamp"),
        Cloud.With("version 0.3", "\"1.0\"", "\"0.3\"", "UNKNOWN_VALUE", "specversion"),
        Cloud.With("no id", "\"id\":\"1\",", "", "REQUIRED", "id"),
        Cloud.With("no source", "\"source\":\"/s\",", "", "REQUIRED", "source"),
        Cloud.With("no subject", "\"subject\":\"$customer\",", "", "REQUIRED", "subject"),
        Cloud.With("data in Base64", "\"data\":{\"seconds\":1}", "\"data_base64\":\"AAAA\"", "WRONG_TYPE", "data_base64"),
        Cloud.With("a time that is none", "\"id\"", "\"time\":\"noon\",\"id\"", "INVALID_TIMESTAMP", "time"),
        CloudBatch.Whole("no events", "[]", "EMPTY", ""),
        CloudBatch.Whole("one event that is no list", Cloud.Body, "WRONG_TYPE", ""),
        CloudBatch.Whole("1,001 events", $"[{string.Join(',', Enumerable.Repeat("{}", 1001))}]", "TOO_MANY", ""),
    ];

    private static string Deep(int levels) =>
        string.Concat(Enumerable.Repeat("{\"x\":", levels)) + "1" + new string('}', levels);
}
