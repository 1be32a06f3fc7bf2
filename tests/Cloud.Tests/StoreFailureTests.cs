using System.Net;
using Azure;
using Azure.Core;
using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Tallystick.Cloud;
using Tallystick.Cloud.Cosmos;

namespace Tallystick.Tests.Cloud.Tests;

public sealed class StoreFailureTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(400, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(408, true)]
    [InlineData(409, false)]
    [InlineData(412, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public void Only_failures_that_waiting_mends_are_passing(int status, bool passing) =>
        Assert.Equal(passing, StoreFailures.IsPassing(new RequestFailedException(status, "no"), default));

    /// <summary>Status and sub-status of Cosmos DB.</summary>
    [Theory]
    [InlineData(401, 0, false)]
    [InlineData(403, 0, false)]
    [InlineData(403, 3, true)] // the region that is written is moving
    [InlineData(403, 1014, false)] // the partition is full
    [InlineData(404, 1003, false)] // no such container
    [InlineData(408, 0, true)]
    [InlineData(409, 0, false)]
    [InlineData(410, 0, true)]
    [InlineData(412, 0, false)]
    [InlineData(413, 0, false)]
    [InlineData(429, 3200, true)]
    [InlineData(449, 0, true)]
    [InlineData(500, 0, true)]
    [InlineData(503, 0, true)]
    public void Only_failures_of_Cosmos_DB_that_waiting_mends_are_passing(int status, int subStatus, bool passing) =>
        Assert.Equal(passing, StoreFailures.IsPassing(new CosmosException("no", (HttpStatusCode)status, subStatus, "", 0), default));

    [Fact]
    public void Bug_each_failure_of_an_outage_was_a_kind_of_its_own_because_its_message_had_the_number_of_the_request()
    {
        static string Told(Exception failure) => StoreFailures.ToUnavailable(failure, "It").Message;

        Assert.Equal("It cannot answer: status 503 ServerBusy.", Told(new RequestFailedException(503, "Busy. RequestId:1", "ServerBusy", null)));
        Assert.Equal("It cannot answer: no connection.", Told(new RequestFailedException(0, "Nobody at 127.0.0.1:4711")));
        Assert.Equal("It cannot answer: status 429, sub-status 3200.", Told(new CosmosException("ActivityId: 1", HttpStatusCode.TooManyRequests, 3200, "1", 0)));
        Assert.Equal("It cannot answer: no answer in time.", Told(new AggregateException(new RequestFailedException(503, "1"), new TaskCanceledException())));
        Assert.Equal("It cannot answer: no connection.", Told(new HttpRequestException("no")));
    }

    [Fact]
    public void Bug_a_token_that_was_not_to_be_had_for_a_moment_and_an_answer_that_broke_off_were_taken_for_lasting()
    {
        var noToken = new CredentialUnavailableException("no");
        Assert.True(StoreFailures.IsPassing(noToken, default));
        Assert.True(StoreFailures.IsPassing(new AggregateException(new HttpIOException(HttpRequestError.ResponseEnded)), default));
        Assert.Equal("It cannot answer: no token for it.", StoreFailures.ToUnavailable(noToken, "It").Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cosmos_without_a_token_is_away_where_there_is_none_now_and_refused_where_there_never_is_one(bool isPassing)
    {
        Exception failure = isPassing ? new CredentialUnavailableException("no token now") : new RequestFailedException(403, "nobody");
        using var client = new CosmosClient("https://127.0.0.1:1/", new NoToken(failure), CosmosClients.Options(ConnectionMode.Gateway));

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => client.ReadAccountAsync());

        Assert.True(StoreFailures.IsPassing(thrown, default) == isPassing, $"{thrown}");
    }

    [Fact]
    public void A_broken_connection_is_passing() => Assert.True(StoreFailures.IsPassing(new HttpRequestException("no"), default));

    [Fact]
    public void The_clients_own_time_out_is_passing_and_the_callers_is_not()
    {
        Assert.True(StoreFailures.IsPassing(new TaskCanceledException(), default));
        Assert.False(StoreFailures.IsPassing(new TaskCanceledException(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Several_tries_pass_where_each_does()
    {
        Assert.True(StoreFailures.IsPassing(new AggregateException(new RequestFailedException(503, "no"), new TaskCanceledException()), default));
        Assert.False(StoreFailures.IsPassing(new AggregateException(new RequestFailedException(503, "no"), new RequestFailedException(403, "no")), default));
    }

    [Fact]
    public void What_the_service_says_about_trying_again_is_told()
    {
        var failure = new RequestFailedException(new BusyResponse("7"));

        Assert.Equal(TimeSpan.FromSeconds(7), StoreFailures.ToUnavailable(failure, "It").RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(7), StoreFailures.ToUnavailable(new AggregateException(failure, new TimeoutException()), "It").RetryAfter);
        Assert.Null(StoreFailures.ToUnavailable(new RequestFailedException(503, "no"), "It").RetryAfter);
    }

    private sealed class BusyResponse(string retryAfter) : Response
    {
        public override int Status => 503;

        public override string ReasonPhrase => "Busy";

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [new("Retry-After", retryAfter)];

        protected override bool TryGetHeader(string name, out string value)
        {
            value = retryAfter;
            return name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase);
        }

        protected override bool TryGetHeaderValues(string name, out IEnumerable<string> values)
        {
            values = [retryAfter];
            return TryGetHeader(name, out _);
        }
    }

    /// <summary>An identity that gets no token.</summary>
    private sealed class NoToken(Exception failure) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw failure;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw failure;
    }
}
