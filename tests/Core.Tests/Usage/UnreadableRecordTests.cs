using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class UnreadableRecordTests
{
    private static readonly LogRecord Stranger = LogRecord.Unreadable(0, 1, Noon, "It names no account.");

    [Fact]
    public async Task A_record_of_nobody_is_noted_and_its_neighbours_count()
    {
        var pipeline = await Pipeline.CreateAsync();

        await MeterAsync(pipeline);

        Assert.Equal((2, 7), await CountAsync(pipeline));
        Assert.Equal(2, await new MeterProgress(pipeline.Store).ReadAsync(0, 0, default));
        var noted = await new UnreadableRecords(pipeline.Store).ListAsync(new PageRequest(), default);
        Assert.Equal([new UnreadableRecord(0, 0, 1, Noon, "It names no account.")], noted.Items);
    }

    [Fact]
    public async Task Metering_again_notes_it_once()
    {
        var pipeline = await Pipeline.CreateAsync();
        await MeterAsync(pipeline);
        await pipeline.ForgetProgressAsync();
        await MeterAsync(pipeline);

        Assert.Equal((2, 7), await CountAsync(pipeline));
        Assert.Equal(1, (await new UnreadableRecords(pipeline.Store).ListAsync(new PageRequest(), default)).Total);
    }

    [Fact]
    public async Task They_are_listed_the_last_first_a_part_at_a_time()
    {
        var pipeline = await Pipeline.CreateAsync();
        var records = new UnreadableRecords(pipeline.Store);
        await records.KeepAsync(0, [.. Enumerable.Range(0, 250).Select(i => LogRecord.Unreadable(1, i, Noon, "no"))], default);

        var page = await records.ListAsync(new PageRequest(Limit: 3, Offset: 99), default);

        Assert.Equal(250, page.Total);
        Assert.Equal([150L, 149, 148], page.Items.Select(item => item.Sequence));
    }

    [Theory]
    [InlineData(0, "It is empty.")]
    [InlineData(1, null)]
    [InlineData(65_535, null)]
    [InlineData(65_536, "It has more than 65535 lines.")]
    public void A_payload_has_a_line_and_no_more_than_positions_can_name(int lines, string? flaw)
    {
        var payload = new byte[lines];
        payload.AsSpan().Fill((byte)'\n');

        Assert.Equal(flaw, LogBounds.FlawOf(payload));
    }

    private static async Task MeterAsync(Pipeline pipeline) =>
        await pipeline.MeterOver(pipeline.Store).ConsumeAsync(0, [RecordOf(Reported("a", 3)), Stranger, RecordOf(Reported("b", 4), sequence: 2)], default);

    private static async Task<(long, decimal)> CountAsync(Pipeline pipeline)
    {
        var total = await pipeline.TotalAsync("1");
        return (total.Events, total.Value);
    }
}
