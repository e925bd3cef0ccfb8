# title: the lists of packages were not fetched
# fails: ubuntu-version ubuntu-rm
# says: was not run in a container with image ‘ubuntu:14.04’ yet
docker run --rm ubuntu:14.04 sh -c 'apt-get install -y curl; curl --version'
docker container run --rm centos:7 sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker container ls -a
