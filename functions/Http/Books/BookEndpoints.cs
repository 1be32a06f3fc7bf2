using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Books;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;
using Tallystick.Http.Usage;

namespace Tallystick.Http.Books;

/// <summary>A merchant's books.</summary>
internal static class BookEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    private static readonly (string Word, BookAccount Value)[] Accounts =
        [.. ChartOfAccounts.All.Select(account => (JsonNamingPolicy.SnakeCaseLower.ConvertName($"{account}"), account))];

    public static void MapBooks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/books").WithTags("Books").RequireScope(Scope.Read);
        group.MapGet("/journal", ListAsync).WithSummary("List the entries of a period, by time: every invoice, payment and credit in debits and credits")
            .WithMetadata(
                new QueryMetadata("from", "The first instant of the period; required."),
                new QueryMetadata("to", "The first instant after the period; required."),
                new QueryMetadata("account", $"Only entries that are on this account: {string.Join(", ", Accounts.Select(account => account.Word))}."),
                new QueryMetadata("limit", "How many at most, 1 to 1000; 100 unless given."),
                new QueryMetadata("pageToken", "The nextPageToken of the call before."))
            .Answers<BookJournalResponse>();
        group.MapGet("/trialBalance", BalanceAsync).WithSummary("What is on all accounts, for each currency: debits and credits are the same sum")
            .WithMetadata(new QueryMetadata("at", "What came before this instant is counted; now unless given."))
            .Answers<TrialBalanceResponse>();
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller caller, string? account, string? limit, string? pageToken, BookReader books)
    {
        var check = new Check();
        var period = UsageQuery.ReadPeriod(context.Request, check, "from", "to");
        var wanted = check.OneOf("account", account, default, Accounts);
        var count = DefaultLimit;
        check.That(
            limit is null || (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MaxLimit),
            "limit",
            $"A whole number from 1 to {MaxLimit} is expected.");
        BookPosition? after = null;
        check.That(pageToken is null || BookPosition.TryParse(pageToken, out after), "pageToken", "A nextPageToken is expected.");
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Json(BookJournalResponse.Of(
                await books.ListAsync(caller.Tenant, period, account is null ? null : wanted, after, count, context.RequestAborted)));
    }

    private static async Task<IResult> BalanceAsync(HttpContext context, Caller caller, BookReader books, TimeProvider time)
    {
        var check = new Check();
        var at = UsageQuery.ReadTime(context.Request, check, "at") ?? time.GetInstant();
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Json(TrialBalanceResponse.Of(await books.TrialBalanceAsync(caller.Tenant, at, context.RequestAborted)));
    }
}
