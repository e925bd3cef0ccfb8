# title: nothing was saved
# from: by-file
# fails: file-there was-removed-again from-file
docker logout
docker container rm --force friend
docker image rm student/ahoy:1
docker container run --detach --name again --publish 7070:80 student/ahoy:1
