using System.CommandLine;
using System.Globalization;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.DevHost.Cost;
using Tallystick.Local;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally cost</c>: what a month on Azure costs.</summary>
internal static class CostCommand
{
    private const int SampleEvents = 50_000;
    private const int SampleRequests = 30_000;
    private const long MaxEvents = 1_000_000_000_000;

    internal static Command Create()
    {
        var defaults = new CostProfile();
        var events = Whole("--events", "Events a month.", defaults.Events, MaxEvents);
        var customers = Whole("--customers", "Customers that they are of.", defaults.Customers, 1_000_000);
        var batch = Whole("--batch", "Events a request.", defaults.Batch, UsageLimits.MaxEvents);
        var metrics = Whole("--metrics", "Metrics.", defaults.Metrics, 1000);
        var partitions = Whole("--partitions", "Partitions of the hub.", defaults.Partitions, 32);
        var memory = new Option<decimal>("--memory") { Description = "GB of memory of an instance: 0.5, 2 or 4.", HelpName = "GB", DefaultValueFactory = _ => defaults.InstanceGigabytes };
        memory.AcceptOnlyFromAmong("0.5", "2", "4");
        var mixed = new Option<bool>("--mixed") { Description = "The events of a request are of many customers, not of one." };
        var command = new Command("cost", "Print what a month on Azure costs: operations counted on a sample of the workload, at list prices.")
        {
            events, customers, batch, metrics, partitions, memory, mixed,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var profile = new CostProfile
            {
                Events = parsed.GetValue(events),
                Customers = (int)parsed.GetValue(customers),
                Batch = (int)parsed.GetValue(batch),
                Metrics = (int)parsed.GetValue(metrics),
                Partitions = (int)parsed.GetValue(partitions),
                InstanceGigabytes = parsed.GetValue(memory),
                Mixed = parsed.GetValue(mixed),
            };
            var sample = await SampleAsync(profile, cancellation);
            Write(CostSheet.Of(profile, sample, new AzurePrices()), sample, parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static async Task<SampleCounts> SampleAsync(CostProfile profile, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("tally-cost-");
        LocalBackend? backend = null;
        try
        {
            return await CostSample.RunAsync(profile, Math.Min(SampleEvents, SampleRequests * profile.Batch), Open, cancellation);
        }
        finally
        {
            if (backend is not null)
            {
                await backend.DisposeAsync();
            }

            directory.Delete(recursive: true);
        }

        (IEventLog Log, IClaimStore Claims, IDocumentStore Documents) Open(TimeProvider time)
        {
            backend = LocalBackend.Open(directory.FullName, new LocalOptions { LogPartitions = profile.Partitions }, time);
            return (backend.Log, backend.Claims, backend.Documents);
        }
    }

    private static void Write(CostSheet sheet, SampleCounts sample, TextWriter output)
    {
        foreach (var line in sheet.Lines)
        {
            output.WriteLine(Invariant($"{line.Item,-34}{line.Quantity,16:N2} {line.Unit,-11}{line.Price,10} {line.Cost,12:N2} $"));
        }

        output.WriteLine(Invariant($"{"A month",-34}{"",16} {"",-11}{"",10} {sheet.Total,12:N2} $"));
        output.WriteLine(Invariant($"{"A million events more",-34}{"",16} {"",-11}{"",10} {sheet.PerMillionEvents,12:N3} $"));
        output.WriteLine(Invariant(
            $"Counted on {sample.Events:N0} events in {sample.Requests:N0} requests: {sample.IngressEvents:N0} records, {sample.MeterBatches:N0} batches, {sample.TableOperations:N0} table operations, {sample.RequestUnitsAtIngest + sample.RequestUnitsAtMetering:N0} RU."));
        output.WriteLine("List prices without tax; no Front Door, no private endpoints, no edge regions. What is kept grows by the month.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Option<long> Whole(string name, string description, long otherwise, long max)
    {
        var option = new Option<long>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is var value && (value < 1 || value > max))
            {
                result.AddError($"{name} takes 1 to {max}.");
            }
        });
        return option;
    }
}
