using System.Reflection;
using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;
using Xunit.Sdk;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Account;

/// <summary>The suites of document stores against an account of Cosmos DB, where one is named: they are what the model of the wire is measured by.</summary>
/// <remarks>xunit skips single tests, not suites that a class inherits; so each test of the suites is a row here.</remarks>
public sealed class CosmosAccountTests(CosmosAccount account) : IClassFixture<CosmosAccount>
{
    private static readonly Dictionary<string, Func<CosmosAccount, object>> Suites = new()
    {
        [nameof(DocumentStoreContract)] = account => new Documents(account.NewStore()),
        [nameof(DocumentListContract)] = account => new Lists(account.NewStore()),
        [nameof(DocumentRaceContract)] = account => new Races(account.NewStore()),
    };

    private static readonly Type[] Contracts = [typeof(DocumentStoreContract), typeof(DocumentListContract), typeof(DocumentRaceContract)];

    /// <summary>Suite, test, and which of its rows.</summary>
    public static TheoryData<string, string, int> Tests
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var (contract, test) in Contracts.SelectMany(contract => contract.GetMethods().Select(test => (contract, test))))
            {
                for (var row = 0; row < RowsOf(test).Count; row++)
                {
                    data.Add(contract.Name, test.Name, row);
                }
            }

            return data;
        }
    }

    [AccountTheory]
    [MemberData(nameof(Tests))]
    public async Task The_service_keeps_what_document_stores_promise(string suite, string test, int row)
    {
        var method = Contracts.Single(contract => contract.Name == suite).GetMethod(test)!;
        await (Task)method.Invoke(Suites[suite](account), RowsOf(method)[row])!;
    }

    [Fact]
    public void No_test_of_the_suites_is_left_out() =>
        Assert.All(Contracts, contract => Assert.InRange(Tests.Count(row => (string)row[0] == contract.Name), 7, int.MaxValue));

    private static List<object?[]> RowsOf(MethodInfo test) => test.GetCustomAttribute<FactAttribute>() switch
    {
        null => [],
        TheoryAttribute => [.. test.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(test)).Select(row => row ?? [null])],
        _ => [[]],
    };

    private sealed class Documents(IDocumentStore store) : DocumentStoreContract
    {
        protected override IDocumentStore Store => store;
    }

    private sealed class Lists(IDocumentStore store) : DocumentListContract
    {
        protected override IDocumentStore Store => store;
    }

    private sealed class Races(IDocumentStore store) : DocumentRaceContract
    {
        protected override IDocumentStore Store => store;
    }
}
