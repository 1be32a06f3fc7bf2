using Azure;
using Azure.Core;
using Tallystick.Cloud;

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
}
