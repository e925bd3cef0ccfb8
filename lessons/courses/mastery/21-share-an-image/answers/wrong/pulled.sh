# title: pulled instead of loaded
# from: by-file
# fails: from-file
docker logout
docker image save --output ahoy.tar student/ahoy:1
docker container rm --force friend
docker image rm student/ahoy:1
docker pull student/ahoy:1
docker container run --detach --name again --publish 7070:80 student/ahoy:1
