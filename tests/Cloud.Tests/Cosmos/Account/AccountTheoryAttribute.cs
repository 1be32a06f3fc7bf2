namespace Tallystick.Tests.Cloud.Tests.Cosmos.Account;

/// <summary>Tests that are skipped where no account of Cosmos DB is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccountTheoryAttribute : TheoryAttribute
{
    /// <summary>The setting that names one: endpoint and key.</summary>
    public const string Setting = "COSMOS_CONNECTION_STRING";

    public AccountTheoryAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Setting)))
        {
            Skip = $"Needs an account of Cosmos DB with bounded staleness: set {Setting}.";
        }
    }
}
