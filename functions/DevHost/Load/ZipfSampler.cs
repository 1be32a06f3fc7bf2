namespace Tallystick.DevHost.Load;

/// <summary>Draws ranks of which few are frequent: rank k, from 0, with a weight of 1 / (k + 1)^exponent. By a table of the inverse distribution.</summary>
public sealed class ZipfSampler
{
    private readonly double[] cumulative;

    /// <summary>A sampler.</summary>
    /// <param name="count">How many ranks there are, 1 or more.</param>
    /// <param name="exponent">How unequal they are: 0 for all alike, 1.1 for customers of an API.</param>
    public ZipfSampler(int count, double exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        cumulative = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
        {
            sum += Math.Pow(rank + 1, -exponent);
            cumulative[rank] = sum;
        }
    }

    /// <summary>The share of all draws that a rank gets.</summary>
    public double ShareOf(int rank) => (cumulative[rank] - (rank == 0 ? 0 : cumulative[rank - 1])) / cumulative[^1];

    /// <summary>A rank, from 0.</summary>
    public int Next(SeededRandom random)
    {
        var found = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);

        // A draw that falls on a boundary belongs to the rank above it.
        return Math.Min(found >= 0 ? found + 1 : ~found, cumulative.Length - 1);
    }
}
