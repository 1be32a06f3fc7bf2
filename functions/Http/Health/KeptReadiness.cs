namespace Tallystick.Http.Health;

/// <summary>
/// Readiness for whoever asks, and anyone may: the services are asked once for all who ask at the same time, and not again while the answer is kept, be it
/// good or bad. However many ask, a service is asked no more often than every <see cref="ReadinessSettings.Kept"/> by an instance.
/// </summary>
/// <param name="readiness">Asks the services.</param>
/// <param name="settings">How long an answer is kept.</param>
/// <param name="time">The clock.</param>
internal sealed class KeptReadiness(Readiness readiness, ReadinessSettings settings, TimeProvider time)
{
    private readonly Lock gate = new();
    private Task<Answer>? check;

    /// <summary>The answer that is kept, or that of the check that runs; else of a new one.</summary>
    /// <returns>The ports that cannot answer; none where all is well.</returns>
    public async Task<IReadOnlyList<PortFailure>> CheckAsync(CancellationToken cancellation) => (await Current().WaitAsync(cancellation)).Failures;

    private Task<Answer> Current()
    {
        lock (gate)
        {
            return check = check is not null && IsKept(check) ? check : AskAsync();
        }
    }

    // A clock that was set back would keep an answer for longer: what is from the future is asked anew.
    private bool IsKept(Task<Answer> asked) =>
        !asked.IsCompleted || (asked.IsCompletedSuccessfully && time.GetUtcNow() - asked.Result.At is var age && age >= TimeSpan.Zero && age < settings.Kept);

    // It is no caller's own, so none of them ends it; it ends by the time that a port may take.
    private async Task<Answer> AskAsync() => new(await readiness.CheckAsync(CancellationToken.None), time.GetUtcNow());

    private sealed record Answer(IReadOnlyList<PortFailure> Failures, DateTimeOffset At);
}
