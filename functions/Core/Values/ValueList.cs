using System.Collections;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Tallystick.Core.Values;

/// <summary>A short list that never changes and is equal by content, for members of records. <c>default</c> is the empty one.</summary>
/// <typeparam name="T">What it lists; equal by content too.</typeparam>
[JsonConverter(typeof(ValueListJsonConverterFactory))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly ImmutableArray<T> items;

    /// <summary>Makes a list.</summary>
    public ValueList(IEnumerable<T> items) => this.items = [.. items];

    /// <inheritdoc/>
    public int Count => Items.Length;

    private ImmutableArray<T> Items => items.IsDefault ? [] : items;

    /// <inheritdoc/>
    public T this[int index] => Items[index];

    /// <summary>True for lists of the same items in the same order.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>True for lists that differ.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other) => Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The items, with commas between.</summary>
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}
