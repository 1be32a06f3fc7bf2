using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Tallystick.Core.Notifications;

namespace Tallystick.Http.Webhooks;

/// <summary><see cref="IWebhookSender"/> over HTTP, with the headers of Standard Webhooks.</summary>
internal sealed class HttpWebhookSender : IWebhookSender, IDisposable
{
    private const int MaxKilobytesOfHeaders = 16;
    private const int MaxBytesOfAnswer = 64 * 1024;
    private readonly WebhookTargets targets;
    private readonly HostAddress host;
    private readonly TimeSpan timeout;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;
    private readonly HttpClient client;

    /// <summary>Makes a sender.</summary>
    /// <param name="targets">Which addresses may be called.</param>
    /// <param name="settings">How long an attempt may take.</param>
    /// <param name="host">Where links of messages lead.</param>
    /// <param name="resolve">Looks names up; the system's resolver unless given.</param>
    public HttpWebhookSender(WebhookTargets targets, WebhookSettings settings, HostAddress host, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        this.targets = targets;
        this.host = host;
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
        timeout = settings.Timeout;
#pragma warning disable CA2000 // The client disposes its handler.
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = timeout,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = MaxKilobytesOfHeaders,
            MaxResponseDrainSize = MaxBytesOfAnswer,
        }) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Tallystick", "1"));
    }

    /// <inheritdoc/>
    public async Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellation)
    {
        // What was allowed when it was made may not be any more: settings change.
        if (!targets.Check(message.Url).TryGet(out var url, out var refused))
        {
            return new WebhookAnswer(null, refused.Errors[0].Message);
        }

        // By the machine's clock, whatever clock the product lives by.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout);
        try
        {
            using var request = RequestOf(url, message);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return new WebhookAnswer((int)response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WebhookAnswer(null, string.Create(CultureInfo.InvariantCulture, $"No answer within {timeout.TotalSeconds} seconds."));
        }
        catch (HttpRequestException exception)
        {
            return new WebhookAnswer(null, ReasonOf(exception));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private HttpRequestMessage RequestOf(string url, WebhookMessage message)
    {
        var body = WebhookBody.Of(message.Fact, host);
        var id = message.Fact.Id.ToString();
        var timestamp = message.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = WebhookSignature.HeaderOf(message.Secrets, id, message.At, body);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var prefix in new[] { "webhook", "svix" })
        {
            request.Headers.Add($"{prefix}-id", id);
            request.Headers.Add($"{prefix}-timestamp", timestamp);
            request.Headers.Add($"{prefix}-signature", signature);
        }

        return request;
    }

    // Says what merchants can mend, and nothing of the network behind the host. The handler wraps what connecting has thrown.
    private static string ReasonOf(HttpRequestException exception) => exception switch
    {
        { InnerException: UnreachableHostException unreachable } => unreachable.Message,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "No secure connection could be made: is the certificate valid?",
        { HttpRequestError: HttpRequestError.ConnectionError } => "No connection could be made.",
        _ => "The receiver gave no valid answer.",
    };

    /// <summary>Connects to an address that was looked at: a name that resolves to another one a moment later changes nothing.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await AddressesOfAsync(context.DnsEndPoint.Host, cancellation);
        var allowed = addresses.Where(targets.Allows).ToArray();
        if (allowed.Length == 0)
        {
            throw new UnreachableHostException("The host is of a private network.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> AddressesOfAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return IPAddress.TryParse(host, out var address) ? [address] : await resolve(host, cancellation);
        }
        catch (SocketException exception)
        {
            throw new UnreachableHostException("The name of the host cannot be found.", exception);
        }
    }
}
