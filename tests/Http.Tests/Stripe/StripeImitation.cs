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
/// The part of Stripe's API that the adapter speaks with, as its documentation has it, on a free port of this machine: Checkout Sessions, Customers, PaymentIntents
/// that are confirmed off session, Refunds, lists, idempotent requests, errors. It demands the key, the pinned version, the encoding, and amounts by the rules of each currency; and it fails as it is told to.
/// </summary>
/// <remarks>See https://docs.stripe.com/api/checkout/sessions, https://docs.stripe.com/api/payment_intents, https://docs.stripe.com/api/refunds, https://docs.stripe.com/api/idempotent_requests, https://docs.stripe.com/api/errors.</remarks>
/// <remarks>One file, for it is one account: sessions, charges and refunds answer each other, and one table says which requests it knows.</remarks>
internal sealed class StripeImitation : IAsyncDisposable
{
    public const string SecretKey = "sk_test_imitation";
    public const string WebhookSecret = "whsec_imitation";

    // Every parameter that is documented and used: another is refused, as Stripe does.
    private static readonly string[] Known =
    [
        "mode", "client_reference_id", "line_items[0][quantity]", "line_items[0][price_data][currency]", "line_items[0][price_data][unit_amount]",
        "line_items[0][price_data][product_data][name]", "adaptive_pricing[enabled]", "expand[0]", "success_url", "cancel_url",
        "customer", "payment_method_types[0]",
    ];

    private static readonly string[] KnownOfIntents = ["amount", "currency", "customer", "payment_method", "payment_method_types[0]", "off_session", "confirm"];

    private readonly ConcurrentDictionary<string, JsonObject> sessions = new();
    private readonly Dictionary<string, (string Form, int Status, JsonObject Body)> answers = [];
    private readonly ConcurrentQueue<StripeFault?> faults = new();
    private LocalServer server = null!;

    public StripeSettings Settings => new(SecretKey, WebhookSecret, new Uri("https://tally.example/")) { Api = server.Url, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The charges, newest first.</summary>
    public List<JsonObject> Intents { get; } = [];

    /// <summary>The refunds, newest first.</summary>
    public List<JsonObject> Refunds { get; } = [];

    /// <summary>The methods that are saved: with whom, and how they behave.</summary>
    public Dictionary<string, (string Customer, string? Error)> Methods { get; } = [];

    /// <summary>How many customers there are.</summary>
    public int Customers { get; private set; }

    /// <summary>How many entries a page of a list has at most, whatever limit is asked for.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Why the next refund is not made; null for no reason.</summary>
    public string? RefundError { get; set; }

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

    /// <summary>The next request goes right: the fault behind it is for the one after.</summary>
    public void Pass() => faults.Enqueue(null);

    public JsonObject Session(string id) => sessions[id];

    /// <summary>The customer pays.</summary>
    public void Pay(string id) => Change(id, "complete", "paid", "succeeded");

    /// <summary>The customer saves a card.</summary>
    /// <param name="id">On which page.</param>
    /// <param name="error">How it is declined when it is charged: a decline code, or <c>authentication_required</c>; null where it pays.</param>
    public void Save(string id, string? error = null)
    {
        var method = $"pm_{Methods.Count + 1}";
        Methods[method] = ((string)Session(id)["customer"]!, error);
        (Session(id)["status"], Session(id)["url"]) = ("complete", null);
        Session(id)["setup_intent"] = new JsonObject
        {
            ["id"] = "seti_1",
            ["object"] = "setup_intent",
            ["status"] = "succeeded",
            ["payment_method"] = new JsonObject
            {
                ["id"] = method,
                ["object"] = "payment_method",
                ["card"] = new JsonObject { ["brand"] = "visa", ["last4"] = "4242", ["exp_month"] = 12, ["exp_year"] = 2030 },
            },
        };
    }

    /// <summary>A day goes by, after which Stripe keeps no idempotency keys.</summary>
    public void ForgetKeys()
    {
        lock (answers)
        {
            answers.Clear();
        }
    }

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
    public (byte[] Body, string Signature) Tell(string id, DateTimeOffset at, string type = "checkout.session.completed") => Tell(Session(id), at, type);

    /// <summary>The message that something has changed, and its signature at a time.</summary>
    public static (byte[] Body, string Signature) Tell(JsonObject what, DateTimeOffset at, string type)
    {
        var told = new JsonObject { ["id"] = "evt_1", ["object"] = "event", ["type"] = type, ["data"] = new JsonObject { ["object"] = what.DeepClone() } };
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

        return (request.Method, request.Path.Value!.Split('/')[2..]) switch
        {
            ("POST", ["checkout", "sessions"]) => await MakeOnceAsync(request, form => form["mode"] == "setup" ? MakeSetup(form) : Make(form)),
            ("POST", ["checkout", "sessions", var id, "expire"]) => await MakeOnceAsync(request, _ => Close(id)),
            ("GET", ["checkout", "sessions", var id]) when request.Query["expand[]"].ToString() is "payment_intent" or "setup_intent.payment_method" => Found(sessions.GetValueOrDefault(id)),
            ("POST", ["customers"]) => await MakeOnceAsync(request, _ => (200, new JsonObject { ["id"] = $"cus_{++Customers}", ["object"] = "customer" })),
            ("POST", ["payment_intents"]) => await MakeOnceAsync(request, Charge),
            ("GET", ["payment_intents"]) => Listed(Intents, "customer", request.Query),
            ("GET", ["payment_intents", var id]) => Found(Intents.Find(intent => (string?)intent["id"] == id)),
            ("POST", ["payment_methods", var id, "detach"]) => await MakeOnceAsync(request, _ => Detach(id)),
            ("POST", ["refunds"]) => await MakeOnceAsync(request, Refund),
            ("GET", ["refunds"]) => Listed(Refunds, "payment_intent", request.Query),
            ("GET", ["refunds", var id]) => Found(Refunds.Find(refund => (string?)refund["id"] == id)),
            _ => (404, Error("invalid_request_error", "url_unknown")),
        };
    }

    private static (int Status, JsonObject Body) Found(JsonObject? found) =>
        found is null ? (404, Error("invalid_request_error", "resource_missing")) : (200, found.DeepClone().AsObject());

    private async Task<(int Status, JsonObject Body)> MakeOnceAsync(HttpRequest request, Func<IFormCollection, (int Status, JsonObject Body)> make)
    {
        if ((request.ContentLength > 0 && request.ContentType != "application/x-www-form-urlencoded") || request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 and <= 255 } key)
        {
            return (400, Error("invalid_request_error", "malformed"));
        }

        Keys.Enqueue(key);
        var form = request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        var words = JsonSerializer.Serialize(form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
        lock (answers)
        {
            if (!answers.TryGetValue(key, out var answer))
            {
                var (status, body) = make(form);
                answers[key] = answer = (words, status, body);
            }

            return answer.Form == words ? (answer.Status, answer.Body.DeepClone().AsObject()) : (400, Error("idempotency_error", "idempotency_key_in_use"));
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
            ["metadata"] = MetadataOf(form),
        };
        sessions[id] = session;
        return (200, session.DeepClone().AsObject()); // asked again with the key, it is told as it was
    }

    private static JsonObject MetadataOf(IFormCollection form) => new(form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal))
        .Select(field => KeyValuePair.Create(field.Key["metadata[".Length..^1], (JsonNode?)field.Value.ToString())));

    private (int Status, JsonObject Body) MakeSetup(IFormCollection form)
    {
        // Which methods may be saved is said by their types, or follows from a currency.
        if (form.Keys.Any(key => !Known.Contains(key) && !key.StartsWith("metadata[", StringComparison.Ordinal)) || form["payment_method_types[0]"] != "card" || form["customer"] == "")
        {
            return (400, Error("invalid_request_error", "parameter_unknown"));
        }

        var id = $"cs_test_{sessions.Count + 1}";
        sessions[id] = new JsonObject
        {
            ["id"] = id,
            ["object"] = "checkout.session",
            ["mode"] = "setup",
            ["url"] = $"https://checkout.stripe.com/c/pay/{id}",
            ["status"] = "open",
            ["payment_status"] = "no_payment_required",
            ["customer"] = form["customer"].ToString(),
            ["success_url"] = form["success_url"].ToString(),
            ["setup_intent"] = null,
            ["metadata"] = MetadataOf(form),
        };
        return (200, sessions[id].DeepClone().AsObject());
    }

    private (int Status, JsonObject Body) Close(string id)
    {
        if ((string?)sessions.GetValueOrDefault(id)?["status"] != "open")
        {
            return (400, Error("invalid_request_error", "resource_missing"));
        }

        Expire(id);
        return Found(Session(id));
    }

    private (int Status, JsonObject Body) Detach(string id) => Methods.Remove(id)
        ? (200, new JsonObject { ["id"] = id, ["object"] = "payment_method", ["card"] = null })
        : (400, Error("invalid_request_error", "payment_method_unexpected_state"));

    /// <summary>Takes money off session at once; a decline is an error that has the charge in it.</summary>
    private (int Status, JsonObject Body) Charge(IFormCollection form)
    {
        if (form.Keys.Any(key => !KnownOfIntents.Contains(key) && !key.StartsWith("metadata[", StringComparison.Ordinal))
            || form["confirm"] != "true" || form["off_session"] != "true" || form["payment_method_types[0]"] != "card")
        {
            return (400, Error("invalid_request_error", "parameter_unknown"));
        }

        var (currency, units) = (form["currency"].ToString(), long.Parse(form["amount"]!, CultureInfo.InvariantCulture));
        if (!IsAmount(currency, units) || units < 50)
        {
            return (400, Error("invalid_request_error", units < 50 ? "amount_too_small" : "amount_invalid"));
        }

        if (!Methods.TryGetValue(form["payment_method"]!, out var method) || method.Customer != form["customer"])
        {
            return (400, Error("invalid_request_error", "payment_method_unexpected_state"));
        }

        var error = method.Error switch
        {
            null => null,
            "authentication_required" => new JsonObject { ["type"] = "card_error", ["code"] = "authentication_required", ["decline_code"] = "authentication_required" },
            var code => new JsonObject { ["type"] = "card_error", ["code"] = "card_declined", ["decline_code"] = code },
        };
        var intent = new JsonObject
        {
            ["id"] = $"pi_{Intents.Count + 1}",
            ["object"] = "payment_intent",
            ["status"] = error is null ? "succeeded" : "requires_payment_method",
            ["amount"] = units,
            ["currency"] = currency,
            ["customer"] = method.Customer,
            ["last_payment_error"] = error?.DeepClone(),
            ["metadata"] = MetadataOf(form),
        };
        Intents.Insert(0, intent);
        if (error is null)
        {
            return Found(intent);
        }

        error["payment_intent"] = intent.DeepClone();
        return (402, new JsonObject { ["error"] = error });
    }

    private (int Status, JsonObject Body) Refund(IFormCollection form)
    {
        if (form.Keys.Any(key => key is not ("payment_intent" or "amount") && !key.StartsWith("metadata[", StringComparison.Ordinal)))
        {
            return (400, Error("invalid_request_error", "parameter_unknown"));
        }

        if (RefundError is { } refused)
        {
            return (400, Error("invalid_request_error", refused));
        }

        Refunds.Insert(0, new JsonObject
        {
            ["id"] = $"re_{Refunds.Count + 1}",
            ["object"] = "refund",
            ["status"] = "succeeded",
            ["amount"] = long.Parse(form["amount"]!, CultureInfo.InvariantCulture),
            ["payment_intent"] = form["payment_intent"].ToString(),
            ["metadata"] = MetadataOf(form),
        });
        return Found(Refunds[0]);
    }

    private (int Status, JsonObject Body) Listed(List<JsonObject> all, string by, IQueryCollection query)
    {
        lock (answers)
        {
            var after = query["starting_after"].ToString();
            var matching = all.Where(one => (string?)one[by] == query[by]).SkipWhile(one => after.Length > 0 && (string?)one["id"] != after).Skip(after.Length > 0 ? 1 : 0).ToList();
            var page = matching.Take(Math.Min(PageSize, int.Parse(query["limit"]!, CultureInfo.InvariantCulture)));
            return (200, new JsonObject { ["object"] = "list", ["has_more"] = matching.Count > PageSize, ["data"] = new JsonArray([.. page.Select(one => one.DeepClone())]) });
        }
    }

    private void Change(string id, string status, string paymentStatus, string intentStatus)
    {
        var session = Session(id);
        (session["status"], session["payment_status"], session["url"]) = (status, paymentStatus, null);
        session["payment_intent"] = new JsonObject { ["id"] = $"pi_of_{id}", ["object"] = "payment_intent", ["status"] = intentStatus, ["last_payment_error"] = null };
    }
}
