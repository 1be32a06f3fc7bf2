using Tallystick.Core.Usage;

namespace Tallystick.Triggers.Settings;

/// <summary>The settings of the embedded back end, for a developer's machine.</summary>
/// <param name="DataDirectory">Where everything is.</param>
/// <param name="OperatorKey">The operator's key.</param>
/// <param name="Retention">How long claims and the log are kept.</param>
public sealed record LocalSettings(string DataDirectory, string OperatorKey, RetentionSettings Retention) : TriggerSettings(OperatorKey, Retention)
{
    internal static LocalSettings Read(SettingReader reader)
    {
        reader.Demand(
            !reader.IsInAzure, SettingNames.Backend, $"is '{LocalBackend}', which cannot be used in Azure: instances there share no disk and lose theirs.");
        return new LocalSettings(reader.Needed(SettingNames.DataDirectory, LocalBackend), ReadOperatorKey(reader), ReadRetention(reader));
    }
}
