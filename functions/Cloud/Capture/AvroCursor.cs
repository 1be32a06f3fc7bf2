using System.Text;

namespace Tallystick.Cloud.Capture;

/// <summary>Reads values from a block of a file, one after the other.</summary>
/// <param name="data">The block, unpacked.</param>
internal sealed class AvroCursor(ReadOnlyMemory<byte> data)
{
    private const int MaxVarintBytes = 10;
    private const string Ended = "a value goes beyond its block";
    private int position;

    /// <summary>True where all is read.</summary>
    public bool IsAtEnd => position == data.Length;

    /// <summary>A whole number: zigzag, seven bits a byte, the lowest first.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public long ReadLong()
    {
        var bits = 0UL;
        for (var i = 0; i < MaxVarintBytes; i++)
        {
            var one = Take(1).Span[0];
            if (i == MaxVarintBytes - 1 && one > 1)
            {
                break;
            }

            bits |= (ulong)(one & 0x7F) << (7 * i);
            if (one < 0x80)
            {
                return (long)(bits >> 1) ^ -(long)(bits & 1);
            }
        }

        throw new InvalidDataException("a number has more than 64 bits");
    }

    /// <summary>Bytes, as a part of the block.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public ReadOnlyMemory<byte> ReadBytes() => Take(ReadLong());

    /// <summary>Text.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public string ReadString() => Encoding.UTF8.GetString(ReadBytes().Span);

    /// <summary>The type that a value really has, where its own is a union.</summary>
    /// <exception cref="InvalidDataException">The union has no such branch.</exception>
    public AvroType ReadBranch(AvroType type)
    {
        if (type.Kind != AvroKind.Union)
        {
            return type;
        }

        var index = ReadLong();
        return index >= 0 && index < type.Parts.Count ? type.Parts[(int)index] : throw new InvalidDataException($"a union has no branch {index}");
    }

    /// <summary>How many entries follow in a map; 0 at its end.</summary>
    /// <exception cref="InvalidDataException">There is no number.</exception>
    public long ReadMapCount()
    {
        var count = ReadLong();
        if (count < 0)
        {
            ReadLong();
        }

        return CountOf(count);
    }

    /// <summary>The number of entries that a map says: a negative one, behind which stands their size, means its opposite.</summary>
    /// <exception cref="InvalidDataException">There are not so many numbers.</exception>
    public static long CountOf(long count) => count > long.MinValue ? Math.Abs(count) : throw new InvalidDataException("a map has too many entries");

    /// <summary>Passes over a value.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public void Skip(AvroType type)
    {
        switch (type.Kind)
        {
            case AvroKind.Boolean:
                Take(1);
                break;
            case AvroKind.Int or AvroKind.Long:
                ReadLong();
                break;
            case AvroKind.Float:
                Take(4);
                break;
            case AvroKind.Double:
                Take(8);
                break;
            case AvroKind.Bytes or AvroKind.String:
                ReadBytes();
                break;
            case AvroKind.Map:
                SkipMap(type.Parts[0]);
                break;
            case AvroKind.Union:
                Skip(ReadBranch(type));
                break;
        }
    }

    private void SkipMap(AvroType values)
    {
        for (var left = ReadMapCount(); left > 0; left = left > 1 ? left - 1 : ReadMapCount())
        {
            ReadBytes();
            Skip(values);
        }
    }

    private ReadOnlyMemory<byte> Take(long length)
    {
        if (length < 0 || length > data.Length - position)
        {
            throw new InvalidDataException(Ended);
        }

        var taken = data.Slice(position, (int)length);
        position += (int)length;
        return taken;
    }
}
