using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local.Log;

public sealed class LogPackTests : IDisposable
{
    private const int Records = 2_000;
    private readonly LogFixture log = new(new LocalOptions());

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task Records_that_are_much_alike_take_less_than_a_third_of_their_bytes()
    {
        var payloads = Enumerable.Range(0, Records).Select(PayloadOf).ToArray();
        await log.Append(payloads);
        log.Close();

        var length = new FileInfo(log.Files[0]).Length;
        Assert.InRange(length, 1, payloads.Sum(payload => payload.Length) / 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(Records)]
    public async Task Every_record_is_read_by_its_number_wherever_it_stands_in_a_pack(int together)
    {
        var payloads = Enumerable.Range(0, Records).Select(PayloadOf).ToArray();
        await Task.WhenAll(payloads.Chunk(together).Select(log.Append));

        for (var pass = 0; pass < 2; pass++)
        {
            for (var sequence = 0; sequence < Records; sequence += 97)
            {
                var record = Assert.Single((await log.Log.ReadAsync(0, sequence, 1, null, default)).Records);
                Assert.Equal((sequence, payloads[sequence]), (record.Sequence, Samples.Text(record.Payload)));
            }

            log.Close();
        }
    }

    [Fact]
    public async Task Records_of_one_account_are_found_among_those_of_others_in_their_packs()
    {
        await log.Log.AppendAsync([.. Enumerable.Range(0, Records).Select(i => Samples.Entry(i % 100, PayloadOf(i)))], default);
        var wanted = Samples.Entry(42, "x").Account;

        var slice = await log.Log.ReadAsync(0, 50, int.MaxValue, wanted, default);

        Assert.Equal(Enumerable.Range(0, Records).Where(i => i > 50 && i % 100 == 42).Select(PayloadOf), slice.Records.Select(record => Samples.Text(record.Payload)));
        Assert.Equal(Records, slice.Next);
    }

    [Fact]
    public async Task A_record_that_cannot_be_compressed_is_read_as_it_was()
    {
        var bytes = new byte[900_000];
        new Random(1).NextBytes(bytes);
        await log.Log.AppendAsync([Samples.Entry(1, "before"), Samples.Entry(1, "x") with { Payload = bytes }, Samples.Entry(1, "behind")], default);

        var records = (await log.Log.ReadAsync(0, 0, int.MaxValue, null, default)).Records;

        Assert.Equal(["before", "behind"], [Samples.Text(records[0].Payload), Samples.Text(records[2].Payload)]);
        Assert.True(records[1].Payload.Span.SequenceEqual(bytes));
    }

    private static string PayloadOf(int i) => $$$"""{"key":"/api warm-{{{i * 7919}}}","type":"api.metric","source":"/api","data":{"n":{{{i % 300}}}}}""";
}
