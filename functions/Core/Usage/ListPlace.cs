namespace Tallystick.Core.Usage;

/// <summary>Where an event stands in the list that it came in.</summary>
/// <param name="List">The member that holds the list; empty where the body is the list.</param>
/// <param name="Index">Its place, from 0.</param>
public readonly record struct ListPlace(string List, int Index)
{
    /// <summary>What stands before the names of the event's fields in messages: <c>events[3].</c></summary>
    public override string ToString() => $"{List}[{Index}].";
}
