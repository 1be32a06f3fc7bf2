using Azure.Messaging.ServiceBus;

namespace Tallystick.Cloud.ServiceBus;

/// <summary>Calls that need a lock of the service.</summary>
internal static class Locks
{
    /// <summary>Makes a call.</summary>
    /// <returns>False where the lock had ended, and nothing has changed.</returns>
    public static async Task<bool> TryAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (ServiceBusException exception) when (exception.Reason is ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.SessionLockLost)
        {
            return false;
        }
    }
}
