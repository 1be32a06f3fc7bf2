using System.Net;

namespace Tallystick.DevHost.Client;

/// <summary>The server answered that it did not do what was asked.</summary>
public sealed class RequestFailedException : Exception
{
    /// <summary>An exception without words.</summary>
    public RequestFailedException()
    {
    }

    /// <summary>An exception with words.</summary>
    public RequestFailedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with words and what caused it.</summary>
    public RequestFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What the server's problem document says.</summary>
    public RequestFailedException(HttpStatusCode status, string code, string message)
        : base($"{message} ({(int)status} {code})")
    {
        Status = status;
        Code = code;
    }

    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The stable name of the problem.</summary>
    public string Code { get; } = "";
}
