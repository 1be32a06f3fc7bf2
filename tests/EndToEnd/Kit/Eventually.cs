namespace Tallystick.Tests.EndToEnd.Kit;

/// <summary>Waits for what another process does: asks again and again, up to a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);

    /// <summary>The first answer that is as it should be; fails with the last answer once the deadline is over.</summary>
    /// <param name="probe">Asks.</param>
    /// <param name="isDone">Whether the answer is as it should be.</param>
    /// <param name="what">What is waited for.</param>
    /// <param name="within">The deadline; 30 seconds unless given.</param>
    public static async Task<T> AnswersAsync<T>(Func<Task<T>> probe, Predicate<T> isDone, string what, TimeSpan? within = null)
    {
        var time = TimeProvider.System;
        var begun = time.GetTimestamp();
        using var pause = new PeriodicTimer(Pause, time);
        while (true)
        {
            var answer = await probe();
            if (isDone(answer))
            {
                return answer;
            }

            Assert.True(time.GetElapsedTime(begun) < (within ?? DefaultDeadline), $"Waited too long for {what}; the last answer was: {answer}");
            await pause.WaitForNextTickAsync();
        }
    }
}
