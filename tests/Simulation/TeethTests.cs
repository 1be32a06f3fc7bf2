using Tallystick.Tests.Simulation.Runs;

namespace Tallystick.Tests.Simulation;

/// <summary>The simulator notices what is missing: without any one mechanism a seed fails that passes with it.</summary>
public class TeethTests
{
    private const int Seeds = 200;

    [Fact]
    public void Without_the_owner_of_a_claim_a_seed_fails() => AssertFailsWithout(Mechanism.ClaimOwner);

    [Fact]
    public void Without_watermarks_a_seed_fails() => AssertFailsWithout(Mechanism.Watermark);

    [Fact]
    public void Without_ETags_a_seed_fails() => AssertFailsWithout(Mechanism.ETag);

    [Fact]
    public void Without_the_gap_detector_a_seed_fails() => AssertFailsWithout(Mechanism.GapDetector);

    [Fact]
    public void Without_the_seal_a_seed_fails() => AssertFailsWithout(Mechanism.Seal);

    [Fact]
    public void Without_the_resolution_of_holds_a_seed_fails() => AssertFailsWithout(Mechanism.HoldResolution);

    [Fact]
    public void Without_the_place_of_a_correction_a_seed_fails() => AssertFailsWithout(Mechanism.CorrectionPlace);

    [Fact]
    public void Without_facts_in_the_commits_that_make_them_true_a_seed_fails() => AssertFailsWithout(Mechanism.Outbox);

    private static void AssertFailsWithout(Mechanism mechanism)
    {
        var failing = Enumerable.Range(1, Seeds).Select(seed => Run.Of(new RunPlan(seed) { SwitchedOff = mechanism }))
            .FirstOrDefault(run => run.Violation is not null);

        Assert.True(failing is not null, $"{Seeds} seeds pass without {mechanism}.");
        Assert.Null(Run.Of(new RunPlan(failing.Plan.Seed)).Violation);
    }
}
