using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Tallystick.Tests.Cloud.Tests.Azurite;

/// <summary>Stands between client and service, and loses answers or refuses requests.</summary>
internal sealed class FaultPolicy : HttpPipelinePolicy
{
    private int lost;
    private int requests;
    private int? status;

    /// <summary>The next requests are carried out, and their answers never come.</summary>
    public void LoseAnswers(int count) => lost = count;

    /// <summary>How many requests were made.</summary>
    public int Requests => requests;

    /// <summary>Every request from now on is answered with a status, and not carried out; with none, they are carried out again.</summary>
    public void RefuseWith(int? refusal) => status = refusal;

    /// <summary>Has every request of a client go through it, those too that the client makes again.</summary>
    public T Through<T>(T options, int clientRetries)
        where T : ClientOptions
    {
        (options.Retry.MaxRetries, options.Retry.Delay) = (clientRetries, TimeSpan.FromMilliseconds(1));
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
        return options;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Only asynchronous calls are made.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Interlocked.Increment(ref requests);
        if (status is { } refusal)
        {
            throw new RequestFailedException(refusal, "Refused on purpose.");
        }

        await ProcessNextAsync(message, pipeline);
        if (Interlocked.Decrement(ref lost) >= 0)
        {
            throw new RequestFailedException(0, "The answer was lost on purpose.");
        }
    }
}
