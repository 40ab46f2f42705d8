import RaidoConsole
import RaidoPlatform
import RaidoProject

/// Makes the project's folder the working folder, so that all paths of the run begin there.
func enterProject(_ arguments: Arguments) throws(Failure) {
    do throws(ProjectError) {
        if let folder = arguments.value("--project") {
            do { try Platform.enterFolder(folder) } catch {
                let here = (try? Platform.workingFolder()) ?? "the current directory"
                throw ProjectError(.noProject(error, from: here), path: folder)
            }
            return
        }
        let project = try ProjectLocation.around(".")
        guard project.folder != "." else { return }
        do { try Platform.enterFolder(project.folder) } catch {
            throw ProjectError(.system(error), path: project.folder)
        }
        if arguments.has("--quiet") || arguments.has("--json") { return }
        // On standard error, since standard output may be a script.
        let terminal = Terminal.standard()
        terminal.complain(
            "\(terminal.errorStyle.dim("Project: \(visible((try? Platform.workingFolder()) ?? project.folder))"))\n")
    } catch { throw Failure(error) }
}
