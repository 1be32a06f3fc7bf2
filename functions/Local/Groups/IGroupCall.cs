namespace Tallystick.Local.Groups;

/// <summary>A call that waits for a <see cref="GroupWriter{T}"/>.</summary>
internal interface IGroupCall
{
    /// <summary>Tells the caller that the call failed; without effect on a call that was answered.</summary>
    void Fail(Exception failure);
}
