using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Stripe;

/// <summary>
/// The part of Stripe's API that the adapter speaks with, as its documentation has it, on a free port of this machine: Checkout Sessions, idempotent requests,
/// errors. It demands the key, the pinned version, the encoding, and amounts by the rules of each currency; and it fails as it is told to.
/// </summary>
/// <remarks>See https://docs.stripe.com/api/checkout/sessions, https://docs.stripe.com/api/idempotent_requests, https://docs.stripe.com/api/errors.</remarks>
internal sealed class StripeImitation : IAsyncDisposable
{
    public const string SecretKey = "sk_test_imitation";
    public const string WebhookSecret = "whsec_imitation";

    // Every parameter that is documented and used: another is refused, as Stripe does.
    private static readonly string[] Known =
    [
        "mode", "client_reference_id", "line_items[0][quantity]", "line_items[0][price_data][currency]", "line_items[0][price_data][unit_amount]",
        "line_items[0][price_data][product_data][name]", "adaptive_pricing[enabled]", "expand[0]", "success_url", "cancel_url",
    ];

    private readonly ConcurrentDictionary<string, JsonObject> sessions = new();
    private readonly Dictionary<string, (string Form, int Status, JsonObject Body)> answers = [];
    private readonly ConcurrentQueue<StripeFault> faults = new();
    private LocalServer server = null!;

    public StripeSettings Settings => new(SecretKey, WebhookSecret, new Uri("https://tally.example/")) { Api = server.Url, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>How many sessions were made.</summary>
    public int Made => sessions.Count;

    /// <summary>The idempotency keys that came, in their order.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    public static async Task<StripeImitation> StartAsync()
    {
        var stripe = new StripeImitation();
        stripe.server = await LocalServer.StartAsync(stripe.AnswerAsync);
        return stripe;
    }

    /// <summary>The next request goes wrong.</summary>
    public void Fail(StripeFault fault) => faults.Enqueue(fault);

    public JsonObject Session(string id) => sessions[id];

    /// <summary>The customer pays.</summary>
    public void Pay(string id) => Change(id, "complete", "paid", "succeeded");

    /// <summary>The customer pays by debit, which takes days.</summary>
    public void Promise(string id) => Change(id, "complete", "unpaid", "processing");

    /// <summary>What was promised does not come.</summary>
    public void Decline(string id, string code)
    {
        Change(id, "complete", "unpaid", "requires_payment_method");
        Session(id)["payment_intent"]!["last_payment_error"] = new JsonObject { ["type"] = "card_error", ["code"] = "card_declined", ["decline_code"] = code };
    }

    /// <summary>A day goes by without a payment.</summary>
    public void Expire(string id)
    {
        Session(id)["status"] = "expired";
        Session(id)["url"] = null;
    }

    /// <summary>The message that a session has changed, and its signature at a time.</summary>
    public (byte[] Body, string Signature) Tell(string id, DateTimeOffset at, string type = "checkout.session.completed")
    {
        var told = new JsonObject { ["id"] = "evt_1", ["object"] = "event", ["type"] = type, ["data"] = new JsonObject { ["object"] = Session(id).DeepClone() } };
        var body = Encoding.UTF8.GetBytes(told.ToJsonString());
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return (body, $"t={time},v1={StripeSignature.Of(WebhookSecret, time, body)},v0=none");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static JsonObject Error(string type, string code) => new() { ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = "in words" } };

    private static bool IsAmount(string currency, long units) => units > 0 && units <= 99_999_999 && currency switch
    {
        "kwd" or "bhd" or "jod" or "omr" or "tnd" => units % 10 == 0,
        "isk" or "ugx" => units % 100 == 0,
        _ => true,
    };

    private async Task AnswerAsync(HttpContext context)
    {
        faults.TryDequeue(out var fault);
        if (fault is { Silent: true })
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        var (status, body) = fault is { Status: { } given } ? (given, Error(fault.Type, fault.Code)) : await HandleAsync(context.Request);
        if (fault is { Status: null })
        {
            context.Abort(); // it was done, and nobody is told
            return;
        }

        context.Response.StatusCode = status;
        if (status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = "2";
        }

        await context.Response.WriteAsJsonAsync(body);
    }

    private async Task<(int Status, JsonObject Body)> HandleAsync(HttpRequest request)
    {
        if (request.Headers.Authorization != $"Bearer {SecretKey}")
        {
            return (401, Error("invalid_request_error", "api_key_invalid"));
        }

        if (request.Headers["Stripe-Version"] != StripeClient.Version)
        {
            return (400, Error("invalid_request_error", "version_not_pinned"));
        }

        const string path = "/v1/checkout/sessions";
        return (request.Method, request.Path.Value) switch
        {
            ("POST", path) => await MakeOnceAsync(request),
            ("GET", { } one) when one.StartsWith(path + "/", StringComparison.Ordinal) && request.Query["expand[]"] == "payment_intent" =>
                sessions.TryGetValue(one[(path.Length + 1)..], out var session) ? (200, session) : (404, Error("invalid_request_error", "resource_missing")),
            _ => (404, Error("invalid_request_error", "url_unknown")),
        };
    }

    private async Task<(int Status, JsonObject Body)> MakeOnceAsync(HttpRequest request)
    {
        if (request.ContentType != "application/x-www-form-urlencoded" || request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 and <= 255 } key)
        {
            return (400, Error("invalid_request_error", "malformed"));
        }

        Keys.Enqueue(key);
        var form = await request.ReadFormAsync();
        var words = JsonSerializer.Serialize(form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
        lock (answers)
        {
            if (!answers.TryGetValue(key, out var answer))
            {
                var (status, body) = Make(form);
                answers[key] = answer = (words, status, body);
            }

            return answer.Form == words ? (answer.Status, answer.Body) : (400, Error("idempotency_error", "idempotency_key_in_use"));
        }
    }

    private (int Status, JsonObject Body) Make(IFormCollection form)
    {
        if (form.Keys.FirstOrDefault(key => !Known.Contains(key) && !key.StartsWith("metadata[", StringComparison.Ordinal)) is not null)
        {
            return (400, Error("invalid_request_error", "parameter_unknown"));
        }

        var currency = form["line_items[0][price_data][currency]"].ToString();
        var units = long.Parse(form["line_items[0][price_data][unit_amount]"]!, CultureInfo.InvariantCulture);
        if (!IsAmount(currency, units) || currency.Any(char.IsUpper))
        {
            return (400, Error("invalid_request_error", "amount_invalid"));
        }

        if (units < 50)
        {
            return (400, Error("invalid_request_error", "amount_too_small"));
        }

        var id = $"cs_test_{sessions.Count + 1}";
        var session = new JsonObject
        {
            ["id"] = id,
            ["object"] = "checkout.session",
            ["url"] = $"https://checkout.stripe.com/c/pay/{id}",
            ["status"] = "open",
            ["payment_status"] = "unpaid",
            ["amount_total"] = units,
            ["currency"] = currency,
            ["client_reference_id"] = form["client_reference_id"].ToString(),
            ["success_url"] = form["success_url"].ToString(),
            ["payment_intent"] = null,
            ["metadata"] = new JsonObject(form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal))
                .Select(field => KeyValuePair.Create(field.Key["metadata[".Length..^1], (JsonNode?)field.Value.ToString()))),
        };
        sessions[id] = session;
        return (200, session.DeepClone().AsObject()); // asked again with the key, it is told as it was
    }

    private void Change(string id, string status, string paymentStatus, string intentStatus)
    {
        var session = Session(id);
        (session["status"], session["payment_status"], session["url"]) = (status, paymentStatus, null);
        session["payment_intent"] = new JsonObject { ["id"] = "pi_1", ["object"] = "payment_intent", ["status"] = intentStatus, ["last_payment_error"] = null };
    }
}
