using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Period = Tallystick.Core.Values.Period;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

/// <summary>The law of a tenant's windows: whatever they answer is what the windows of its accounts add up to.</summary>
public class TenantWindowTests
{
    private static readonly Period Day = new(Noon - Duration.FromHours(12), Noon + Duration.FromHours(12));

    [Theory]
    [InlineData(1, 20)]
    [InlineData(21, 40)]
    public async Task Answers_about_all_customers_are_the_sums_of_those_about_each(int firstSeed, int lastSeed)
    {
        for (var seed = firstSeed; seed <= lastSeed; seed++)
        {
            var random = new Random(seed);
            var (pipeline, accounts) = await CreateAsync(partitions: 2, customers: 4);
            for (var i = 0; i < 60; i++)
            {
                var usage = Typed($"k{random.Next(50)}", $$"""{"value":{{random.Next(1, 9)}},"g":"{{random.Next(3)}}"}""", Noon + Duration.FromMinutes(random.Next(-120, 120)));
                await pipeline.Log.AppendAsync(Packing.Pack([(accounts[random.Next(accounts.Count)], usage)]), default);
                if (random.Next(15) == 0)
                {
                    await pipeline.MeterAllAsync();
                }
            }

            await pipeline.MeterAllAsync();
            var border = Noon + Duration.FromMinutes(random.Next(-120, 120)) + Duration.FromSeconds(1);
            foreach (var aggregation in Enum.GetValues<Aggregation>())
            {
                await TenantAnswers.CheckAsync(
                    pipeline, MetricFor(aggregation), [new(Day.Start, border), new(border, Day.End)], $"seed {seed}: {aggregation} parted at {border}");
            }
        }
    }

    [Fact]
    public async Task What_is_metered_again_in_other_parts_is_not_added_again()
    {
        var (pipeline, _) = await CreateAsync(partitions: 1, customers: 1);
        for (var i = 0; i < 10; i++)
        {
            await pipeline.AppendAsync(Reported($"k{i % 7}", 1));
        }

        await pipeline.MeterOver(pipeline.Store).ConsumeAsync(0, (await pipeline.ReadAsync(0, 0)).Take(6).ToList(), default);
        await pipeline.ForgetProgressAsync();
        await pipeline.MeterOver(pipeline.Store).ConsumeAsync(0, (await pipeline.ReadAsync(0, 0)).Take(4).ToList(), default);
        await pipeline.MeterAllAsync();

        Assert.Equal(7m, (await AskAsync(pipeline, MetricOf(Aggregation.Sum))).Total);
    }

    [Fact]
    public async Task More_groups_than_there_is_room_for_are_asked_of_the_accounts()
    {
        var (pipeline, accounts) = await CreateAsync(partitions: 1, customers: 2);
        for (var i = 0; i <= TenantWindows.MaxGroups + 1; i++)
        {
            await pipeline.Log.AppendAsync(Packing.Pack([(accounts[i % 2], Typed($"k{i}", $$"""{"value":1,"g":"{{i}}"}"""))]), default);
        }

        await pipeline.MeterAllAsync();

        var metric = MetricFor(Aggregation.Sum);
        var answer = await AskAsync(pipeline, metric, "g");
        Assert.Equal(TenantWindows.MaxGroups + 2, answer.Groups.Count);
        Assert.All(answer.Groups, group => Assert.Equal(1, group.Events));
        await TenantAnswers.CheckAsync(pipeline, metric, [Day], "many groups");
    }

    [Fact]
    public async Task A_tenant_that_was_metered_before_there_were_windows_of_tenants_is_answered_from_its_accounts()
    {
        var (pipeline, _) = await CreateAsync(partitions: 1, customers: 1);
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        var partition = TenantWindows.PartitionOf(Tenant);
        foreach (var document in await pipeline.Store.ListAsync(DocumentRange.WithPrefix(partition, ""), descending: false, 0, 10, default))
        {
            Assert.True(await pipeline.Store.CommitAsync(partition, [DocumentWrite.Delete(document.Id, document.ETag)], default));
        }

        await pipeline.AppendAsync(Reported("b", 4));
        await pipeline.MeterAllAsync();

        Assert.Equal(7m, (await AskAsync(pipeline, MetricOf(Aggregation.Sum))).Total);
        Assert.Equal(1, await pipeline.Store.CountAsync(DocumentRange.WithPrefix(partition, ""), default));
    }

    private static Task<MeterAnswer> AskAsync(Pipeline pipeline, Metric metric, params string[] groupBy) =>
        new MeterQueries(pipeline.Store, pipeline.Reader()).AskAsync(
            Tenant, new MeterQuery { Metric = metric, Windows = [Day], GroupBy = groupBy, GroupLimit = int.MaxValue }, default);

    private static async Task<(Pipeline Pipeline, IReadOnlyList<AccountId> Accounts)> CreateAsync(int partitions, int customers)
    {
        var pipeline = await Pipeline.CreateAsync(partitions);
        var metrics = Enum.GetValues<Aggregation>().Select(MetricFor).Select(metric => DocumentWrite.Create(metric.Id.ToString(), metric.ToBody()));
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/catalog", [.. metrics], default));
        List<Customer> others = [.. Enumerable.Range(2, customers - 1).Select(number => new Customer { Id = Id<Customer>.Of($"{number:D26}"), Name = $"{number}", CreatedAt = pipeline.Start })];
        if (others.Count > 0)
        {
            var writes = others.Select(customer => DocumentWrite.Create(customer.Id.ToString(), customer.ToBody()));
            Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/customers", [.. writes], default));
        }

        return (pipeline, [Account, .. others.Select(customer => AccountId.Of(Tenant, customer.Id))]);
    }

    private static Metric MetricFor(Aggregation aggregation) => MetricOf(aggregation, $"a{(int)aggregation}") with
    {
        GroupBy = new Dictionary<string, PropertyPath> { ["g"] = PropertyPath.TryParse("$.g", out var path) ? path : throw new InvalidOperationException() },
    };
}
