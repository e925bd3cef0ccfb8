# title: the container is exported, and imported as an image that starts nothing
# from: by-file
# fails: from-file again-runs
docker logout
docker export friend > ahoy.tar
docker container rm --force friend
docker image rm student/ahoy:1
docker import ahoy.tar student/ahoy:1
docker container run --detach --name again --publish 7070:80 student/ahoy:1
