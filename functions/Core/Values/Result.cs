using System.Diagnostics.CodeAnalysis;

namespace Tallystick.Core.Values;

/// <summary>What a decision comes to: a value, or a named refusal. Made by conversion from either.</summary>
/// <remarks><c>default</c> is neither and is a bug: reading it throws.</remarks>
/// <typeparam name="T">The value.</typeparam>
public readonly struct Result<T>
{
    private readonly T? value;
    private readonly Refusal? refusal;
    private readonly bool decided;

    private Result(T? value, Refusal? refusal)
    {
        this.value = value;
        this.refusal = refusal;
        decided = true;
    }

    /// <summary>A value is a result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal is a result.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>True with the value, or false with the refusal.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T got, [NotNullWhen(false)] out Refusal? refused)
    {
        if (!decided)
        {
            throw new InvalidOperationException("A default Result was read.");
        }

        got = value;
        refused = refusal;
        return refusal is null;
    }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It is a refusal.</exception>
    public T OrThrow() => TryGet(out var got, out var refused) ? got : throw new InvalidOperationException($"{refused.Code}: {refused.Message}");

    /// <summary>The value turned into another; a refusal stays as it is.</summary>
    public Result<TOther> Then<TOther>(Func<T, TOther> next) => TryGet(out var got, out var refused) ? next(got) : refused;
}
