using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>What becomes of a text that can't be screened, now or later: people get its turn, with the cause in the trail.</summary>
internal sealed partial class ScreeningFaults(TimeProvider clock, ILogger<ScreeningFaults> logger)
{
    /// <summary>Chat takes the list's name for the cause of the hand-over.</summary>
    public static ScreeningVerdict Verdict { get; } = new(ScreeningActions.Handover, Problems.InternalError.Code, null, null, false);

    /// <summary>The trail's last step; the exception goes to the log alone.</summary>
    public TrailStep Step(Exception fault, TurnRef turn, string step)
    {
        LogFault(logger, fault, turn.TurnId, turn.RequestId);
        return new TrailStep(SafetyModerationDatabase.Name, step, "failed", Problems.InternalError.Code, null, clock.GetUtcNow(), 0);
    }

    [LoggerMessage(5102, LogLevel.Error, "A text of turn {TurnId} can't be screened; people are asked to answer it (request {RequestId})")]
    private static partial void LogFault(ILogger logger, Exception exception, Guid turnId, string requestId);
}
