using Tallystick.Core.Values;

namespace Tallystick.Http.Usage.Responses;

/// <summary>Why one event of a batch was refused.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Error">One sentence.</param>
/// <param name="Code">The reason's stable name.</param>
/// <param name="Errors">The fields at fault.</param>
/// <param name="IdempotencyKey">Its key, where it could be read.</param>
public sealed record BatchFailure(int Index, string Error, string Code, IReadOnlyList<FieldError> Errors, string? IdempotencyKey)
{
    internal static IReadOnlyList<BatchFailure> Of(IReadOnlyList<EventResult> results)
    {
        var failures = new List<BatchFailure>();
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] is { Refusal: { } refusal, Key: var key })
            {
                failures.Add(new BatchFailure(i, refusal.Message, refusal.Code, refusal.Errors, key));
            }
        }

        return failures;
    }
}
