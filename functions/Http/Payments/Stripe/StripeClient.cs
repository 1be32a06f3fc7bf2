using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tallystick.Core.Storage;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>Speaks with Stripe's HTTP API. What it throws and answers names neither keys nor customers.</summary>
/// <remarks>See https://docs.stripe.com/api.</remarks>
internal sealed class StripeClient : IDisposable
{
    /// <summary>The version of the API that this is written for: answers stay as they are, whatever the account is set to.</summary>
    public const string Version = "2025-09-30.clover";

    private const int MaxBytesOfAnswer = 1024 * 1024;
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly HttpClient http;
    private readonly TimeSpan timeout;

    /// <summary>Makes a client for an account.</summary>
    public StripeClient(StripeSettings settings)
    {
        timeout = settings.Timeout;
#pragma warning disable CA2000 // The client disposes its handler.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = settings.Api,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxBytesOfAnswer,
        };
#pragma warning restore CA2000
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", settings.SecretKey);
        http.DefaultRequestHeaders.Add("Stripe-Version", Version);
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Tallystick", "1"));
    }

    /// <summary>Makes something, once for each key; or says why Stripe will not.</summary>
    /// <exception cref="StoreUnavailableException">Stripe cannot answer now, or nobody knows whether it did: ask again with the same key.</exception>
    public async Task<StripeAnswer<T>> PostAsync<T>(
        string path, string idempotencyKey, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await SendAsync<T>(request, cancellation);
    }

    /// <summary>Reads something.</summary>
    /// <exception cref="StoreUnavailableException">Stripe cannot answer now.</exception>
    public async Task<StripeAnswer<T>> GetAsync<T>(string path, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync<T>(request, cancellation);
    }

    /// <summary>Finds what this host wrote something on, in a list; null where there is none.</summary>
    /// <param name="query">The list, with what it is filtered by.</param>
    /// <param name="name">Under which name.</param>
    /// <param name="value">What is written there.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">Stripe cannot answer now.</exception>
    public async Task<T?> FindAsync<T>(string query, string name, string value, CancellationToken cancellation)
        where T : class, IStripeObject
    {
        var path = $"{query}&limit=100";
        while (true)
        {
            var read = await GetAsync<StripeList<T>>(path, cancellation);
            if (read.Value is not { Data: { } page } list)
            {
                // What it would be of is not there: then it was not made.
                return read.Refusal?.Code == "resource_missing" ? null : throw new StoreUnavailableException($"Stripe lists nothing: {read.Refusal?.Word}.");
            }

            var found = page.FirstOrDefault(one => one.Metadata?.GetValueOrDefault(name) == value);
            if (found is not null || !list.HasMore || page.Count == 0)
            {
                return found;
            }

            path = $"{query}&limit=100&starting_after={Uri.EscapeDataString(page[^1].Id)}";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<StripeAnswer<T>> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellation)
        where T : class
    {
        // By the machine's clock, whatever clock the product lives by.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout);
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            return response.IsSuccessStatusCode
                ? new StripeAnswer<T>(await ReadAsync<T>(response, patience.Token), null)
                : new StripeAnswer<T>(null, await RefusalOfAsync(response, patience.Token));
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("Stripe cannot answer: no answer in time.", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new StoreUnavailableException("Stripe cannot answer: no connection.", exception);
        }
        catch (JsonException exception)
        {
            throw new StoreUnavailableException("Stripe cannot answer: what came is no answer of Stripe's.", exception);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
        where T : class =>
        await response.Content.ReadFromJsonAsync<T>(Json, cancellation) ?? throw new JsonException("An object is expected.");

    /// <summary>Why Stripe will not do it, whenever it is asked. What passes is thrown, and so is what the operator has to mend first.</summary>
    private static async Task<StripeError> RefusalOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound))
        {
            throw new StoreUnavailableException($"Stripe cannot answer: status {(int)response.StatusCode}.") { RetryAfter = response.Headers.RetryAfter?.Delta };
        }

        var error = (await ReadAsync<StripeErrorAnswer>(response, cancellation)).Error ?? new StripeError(null, null, null);
        return error.Type == "idempotency_error"
            ? throw new StoreUnavailableException("Stripe cannot answer: the payment was asked for with other words, by another release of this host.")
            : error;
    }
}
