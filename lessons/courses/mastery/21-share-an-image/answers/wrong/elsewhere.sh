# title: the file is in another directory
# from: by-file
# fails: file-there was-removed-again
docker logout
mkdir backup; cd backup
docker image save --output ahoy.tar student/ahoy:1
docker container rm --force friend
docker image rm student/ahoy:1
docker image load --input ahoy.tar
docker container run --detach --name again --publish 7070:80 student/ahoy:1
