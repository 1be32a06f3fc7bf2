using Tallystick.DevHost.Load;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class SeededRandomTests
{
    // The first numbers of the reference implementation with seed 1234567 (Vigna, splitmix64.c).
    [Fact]
    public void The_bits_are_those_of_the_reference()
    {
        var random = new SeededRandom(1234567);
        Assert.Equal(
            [6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL],
            Enumerable.Range(0, 5).Select(_ => random.NextBits()));
    }

    [Fact]
    public void Whole_numbers_stay_within_their_bounds_and_reach_them()
    {
        var random = new SeededRandom(3);
        var drawn = Enumerable.Range(0, 10_000).Select(_ => random.Next(5, 9)).Distinct().Order();
        Assert.Equal([5, 6, 7, 8], drawn);
    }
}
