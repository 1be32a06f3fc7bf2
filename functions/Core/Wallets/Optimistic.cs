using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Reads, decides and commits anew when another writer came first.</summary>
internal static class Optimistic
{
    /// <summary>Of n writers at once one wins in each round, so this many get through, whatever their order.</summary>
    private const int MaxAttempts = 64;

    /// <summary>Runs an attempt until it comes to a result; null from it means that its commit lost.</summary>
    /// <exception cref="StoreUnavailableException">All attempts lost.</exception>
    public static async Task<Result<T>> RunAsync<T>(Func<Task<Result<T>?>> attempt)
    {
        for (var i = 0; i < MaxAttempts; i++)
        {
            if (await attempt() is { } result)
            {
                return result;
            }
        }

        throw new StoreUnavailableException($"{MaxAttempts} attempts to change a wallet lost to other writers.");
    }
}
