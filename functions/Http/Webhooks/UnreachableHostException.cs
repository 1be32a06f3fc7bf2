namespace Tallystick.Http.Webhooks;

/// <summary>A host is not connected to, for a reason that merchants can mend: the message, which names nothing of the network behind.</summary>
internal sealed class UnreachableHostException(string message, Exception? inner = null) : Exception(message, inner);
